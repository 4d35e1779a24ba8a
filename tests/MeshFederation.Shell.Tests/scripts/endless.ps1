param([string] $Marker)
try {
    $Host.UI.WriteLine('ready')
    while ($true) { }
}
finally {
    [IO.File]::WriteAllText($Marker, 'cleaned up')
}
