"""Pages of the register of acts."""
