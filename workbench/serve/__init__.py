"""The screen in a browser: a small web server that shows each reviewer a terminal of their own.

Everything begins with a token: `tokens` keeps their hashes, `sign_ins` who is signed in with which,
`sites` says which addresses are ours. `http` answers requests, `sessions` gives each page a
`terminal`, which runs the program as a user would: a process of its own, in a terminal of its own.
"""
