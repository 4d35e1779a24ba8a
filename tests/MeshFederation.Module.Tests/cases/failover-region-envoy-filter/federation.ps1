# Regions share the requests; the gateway of one turns the host of the server name into its own.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220 -Region region1 -Zone zone1
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.5.10 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode EnvoyFilter -Region region2

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshFailover -Region region1:80, region2:20 |
    ConvertTo-MeshManifest -Name bookinfo
