# Ports that declare no protocol are routed by request and by connection; a header matters to requests only; what is declared, or told by its number, is one of them.
$cluster1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2

New-MeshServiceEntry echo -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port web:8081, 9080, 9081/HTTP, db:3306 |
    Set-MeshTrafficSplit cluster2/v2:100 -Match @{ Header = @{ 'end-user' = 'jason' } } |
    Set-MeshTrafficSplit cluster2/v1:40, cluster1/v1:60 |
    ConvertTo-MeshManifest
New-MeshServiceEntry plain -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port web:8081 |
    Set-MeshTrafficSplit cluster2:100 -Match @{ PathPrefix = '/new' } |
    ConvertTo-MeshManifest -Federation plain
