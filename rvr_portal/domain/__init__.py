"""Rules of the portal: pure, no Flask, SQL, files or clock."""
