"""What makes the files that Slør ships; not part of the installed package."""
