#requires -Modules NoSuchModule
'it ran'
