# What is federated. It asks no cluster, so it runs everywhere alike: in a pipeline, at a desk, and in tests.
$cluster1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2

New-MeshServiceEntry reviews -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 |
    Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25
