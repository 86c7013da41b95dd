"""What the benchmarks of speed and endurance share."""
