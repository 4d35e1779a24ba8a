<#
.SYNOPSIS
    Tells how many lines of each assembly some test runs, from the reports of all test projects together.
#>
param(
    # The folder of reports, as Cobertura has them.
    [Parameter(Mandatory)] [string] $Path
)

$ErrorActionPreference = 'Stop'
$hits = @{}
foreach ($file in Get-ChildItem $Path -Filter *.xml -Recurse) {
    $reader = [Xml.XmlReader]::Create($file.FullName, [Xml.XmlReaderSettings] @{ DtdProcessing = 'Ignore' })
    $package = $class = $null
    while ($reader.Read()) {
        if ($reader.NodeType -ne 'Element') { continue }
        switch ($reader.Name) {
            'package' { $package = $reader.GetAttribute('name') }
            'class' { $class = $reader.GetAttribute('filename') }
            'line' {
                if (-not $hits.ContainsKey($package)) { $hits[$package] = @{} }
                $line = "${class}:$($reader.GetAttribute('number'))"
                $hits[$package][$line] = $hits[$package][$line] -or $reader.GetAttribute('hits') -ne '0'
            }
        }
    }
    $reader.Dispose()
}

$figures = foreach ($package in $hits.Keys | Sort-Object) {
    [pscustomobject]@{ Assembly = $package; Lines = $hits[$package].Count; Covered = $hits[$package].Values.Where({ $_ }).Count }
}
$total = [pscustomobject]@{
    Assembly = 'all'
    Lines    = ($figures | Measure-Object Lines -Sum).Sum
    Covered  = ($figures | Measure-Object Covered -Sum).Sum
}
@($figures) + $total | Select-Object *, @{ Name = 'Percent'; Expression = { [math]::Round(100 * $_.Covered / $_.Lines, 1) } }
