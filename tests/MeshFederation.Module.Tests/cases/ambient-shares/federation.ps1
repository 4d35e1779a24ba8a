# A quarter of the connections goes to cluster2, three quarters to cluster3, which has a second account: entries weigh 1, 2 and 1.
$ambient = @{ RoutingMode = 'Ambient'; IstioNamespace = 'mesh-system' }
$gateway = @{ GatewayPort = 31508; GatewaySelector = 'gateway.networking.k8s.io/gateway-name=east' }
$cluster1 = New-MeshCluster cluster1 @ambient -Network network1
$cluster2 = New-MeshCluster cluster2 @ambient @gateway -Network network2 -GatewayAddress 192.0.2.20
$cluster3 = New-MeshCluster cluster3 @ambient @gateway -Network network3 -GatewayAddress 'fd00::30' -GatewayNamespace edge

New-MeshServiceEntry ratings -Namespace shop -Cluster $cluster2, $cluster3 -ClientCluster $cluster1 -Port 9080 `
    -ServiceAccount ratings, cluster3/ratings-v2 |
    Set-MeshTrafficSplit cluster2:25, cluster3:75 |
    ConvertTo-MeshManifest -Name shop -WarningAction Ignore
