# cluster1 calls ratings, which runs only in cluster2 and cluster3: both .global hosts are split alike.
$cluster1 = New-MeshCluster cluster1 -TrustDomain mesh1
$cluster2 = New-MeshCluster cluster2 -TrustDomain mesh2 -ClusterDomain two.local -GatewayAddress 192.0.2.20, 192.0.2.21
$cluster3 = New-MeshCluster cluster3 -TrustDomain mesh3 -GatewayAddress gateway.three.example

New-MeshServiceEntry ratings -Namespace shop -Cluster $cluster2, $cluster3 -ClientCluster $cluster1 -Port grpc:9080 -ServiceAccount ratings |
    Set-MeshTrafficSplit cluster2/v1:80, cluster3/v2:20 |
    Set-MeshTrafficSplit cluster3/v2:100 -Match @{ Header = @{ 'end-user' = 'jason' } } |
    ConvertTo-MeshManifest -Name shop
