"""One customer, every division: who he is, how he is reached, where he has an account, what is known of him.

DocTypes: Contact Channel, Customer Admission, Customer Bulk Action, Customer Bulk Row, Customer Device, Customer Division Account, Customer Division Preference, Customer
Document, Customer Document Settings, Customer Duplicate Answer, Customer Duplicate Pair, Customer External ID, Customer Identity, Customer Import, Customer
Import Column, Customer Import Row, Customer Measurement, Customer Measurement Value, Customer Merge, Customer
Merge Entry, Customer Name Word, Customer Name Word Key, Customer Note, Customer Preferred Channel, Customer Preferred Item Group, Customer Search Key,
Customer Segment, Customer Segment Condition, Customer Vehicle, Customer Verification, Division Item Kind,
Division Opening Hours, Division Settings, Measurement Set, Measurement Set Line, Odometer Reading, One-Time Code, Vehicle Ownership, Vehicle Plate.
README.md says what each file does.
"""
