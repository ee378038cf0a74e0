"""Official tables: who published a figure, how it is counted, under which code it is kept."""
