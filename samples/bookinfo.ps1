<#
.SYNOPSIS
    Federates the reviews service of Istio's bookinfo sample. Nothing is read from or written to a cluster.
.DESCRIPTION
    productpage in cluster1 calls reviews, and 75 % of its requests go to version 3 in cluster2.
.PARAMETER Yaml
    Print nothing but the YAML of every object.
.PARAMETER Path
    Write the YAML to this folder too, as a GitOps repository has it.
#>
param([switch] $Yaml, [string] $Path)

$ErrorActionPreference = 'Stop'

$cluster1 = New-MeshCluster cluster1 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -TrustDomain cluster2 -GatewayAddress 172.18.0.230

# Ports, versions and service accounts are read from the manifests that deploy bookinfo.
$reviews = Get-MeshService -Path "$PSScriptRoot/bookinfo.yaml" -Cluster $cluster1, $cluster2 -Name reviews |
    New-MeshServiceEntry -ClientCluster $cluster1 |
    Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:15, cluster1/v2:10

$manifests = $reviews | ConvertTo-MeshManifest -Name bookinfo

$manifests.ForEach({ "# for $($_.Cluster)`n$($_.ToYaml())---" })
if ($Yaml) { return }

# Each goes to Out-Default by itself, since one table cannot show values of several types.
'What is federated:'
$reviews | Out-Default

'What would go where, in this order (the YAML is above):'
$manifests | Out-Default

'What analysis says of it:'
$findings = $reviews | Test-MeshFederation -Name bookinfo
$findings | Out-Default
$errors = $findings.Where({ $_.Severity -eq 'Error' })
if ($errors) { "  $($errors.Count) errors: publishing would stop here.`n" }
else { "  Nothing is in the way: all $($manifests.Count) objects are valid, and they fit together across the clusters.`n" }

if ($Path) {
    'What was written:'
    $manifests | Export-MeshManifest -Path $Path | Out-Default
}
else {
    "For the YAML alone, add -Yaml; to write it, as GitOps wants it, add -Path ./manifests."
}
