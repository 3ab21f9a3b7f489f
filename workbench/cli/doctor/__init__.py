"""What `workbench doctor` looks at beside the workspace: the terminal and the installation."""
