# TLS ports: split under every name of the Service and declared ones, with a match besides; without a route where all is local; and one name only where the service does not run.
$cluster1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2
$cluster3 = New-MeshCluster cluster3 -ClusterDomain mesh.example -GatewayAddress 192.0.2.3

New-MeshServiceEntry pay -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port https:8443 -SniHost *.example.com, pay.example.com, pay.example.org |
    Set-MeshTrafficSplit cluster2/v2:75, cluster1/v1:25 |
    Set-MeshTrafficSplit cluster1:100 -Match @{ SourceLabel = @{ app = 'till' } } |
    ConvertTo-MeshManifest
New-MeshServiceEntry ledger -Namespace shop -Cluster $cluster1, $cluster3 -ClientCluster $cluster1, $cluster3 -Port http:80, tls:9443 |
    Set-MeshTrafficSplit cluster3:100 |
    Set-MeshTrafficSplit cluster1:100 -Match @{ Port = 9443 } |
    ConvertTo-MeshManifest -Federation books
New-MeshServiceEntry vault -Namespace shop -Cluster $cluster2 -ClientCluster $cluster1 -Port https:8200 -SniHost vault.example.com |
    Set-MeshTrafficSplit cluster2/v1:100 |
    ConvertTo-MeshManifest -Federation vaults
