"""The ways in: what platforms bring by themselves, stored before anybody answers them, read afterwards."""
