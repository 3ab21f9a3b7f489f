"""Settings, the annotation scheme and where things lie."""
