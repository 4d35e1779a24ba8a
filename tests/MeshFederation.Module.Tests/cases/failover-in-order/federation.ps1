# Another cluster is active, the callers' own one stands by; testers have an order of their own, by versions.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.18.7 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.24.6 -TrustDomain cluster2 -GatewayAddress 172.18.0.230

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshFailover cluster2, cluster1 -InOrder |
    Set-MeshFailover cluster2/v3, cluster1/v2 -Match @{ Header = @{ 'end-user' = 'jason' } } |
    ConvertTo-MeshManifest -Name bookinfo
