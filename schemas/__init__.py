"""What the data is: canonical Arrow schemas, treatments and policies. Imports neither Beam nor Presidio."""
