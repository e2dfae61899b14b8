"""How well mastery is told, beside an oracle that knows each world's equations and beside what is usually done."""
