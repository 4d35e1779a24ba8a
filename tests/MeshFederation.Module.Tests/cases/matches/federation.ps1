# The most specific match comes first, whatever the order of the calls; what no split takes goes on as before.
$cluster1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2

New-MeshServiceEntry api -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:80, http-admin:8080 |
    Set-MeshTrafficSplit cluster2:100 -Match @{ SourceLabel = @{ app = 'batch' } }, @{ PathPrefix = '/beta' } |
    Set-MeshTrafficSplit cluster2/v2:50, cluster1/v1:50 -Match (New-MeshMatch -PathPrefix /beta/users -Method get -Header @{ 'X-Debug' = @{ Present = $true }; cookie = @{ Regex = '.*beta.*' } } -Query @{ q = @{ Prefix = 'a' } }) |
    Set-MeshTrafficSplit cluster1/v1:100 -Match @{ Path = '/healthz'; Port = 8080; Header = @{ 'x-probe' = @{ Present = $false } } } |
    Set-MeshTrafficSplit cluster2/v3:100 -Match @{ Gateway = 'istio-system/public'; Method = 'PUT' } |
    ConvertTo-MeshManifest
