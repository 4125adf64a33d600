"""What reading costs: time and memory beside another tool, and the share of the machine's matrix speed."""
