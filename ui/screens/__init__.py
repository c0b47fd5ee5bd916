"""One file per screen; a screen holds widgets and asks its presenter for everything else."""
