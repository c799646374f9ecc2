"""The demo workshop: a group in Muscat with three divisions and 500 invented customers.

Everything comes from one seed and one fixed day, so that two machines show the same people. The customer
lists are written as CSV files and go through the importer like any other list.
"""
