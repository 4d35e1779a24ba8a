# A new cluster calls an old one, whose gateway turns the host of the server name into its own.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.5.10 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode EnvoyFilter

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshTrafficSplit cluster2/v3:100 -Fallback cluster1 |
    ConvertTo-MeshManifest -Name bookinfo
