# The Services of both gateways lead their port elsewhere: callers connect to the one, the servers are on the other.
$cluster1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1 -GatewayPort 443 -GatewayTargetPort 8443
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.7.8 -GatewayAddress 192.0.2.2 -GatewayPort 8181 -GatewayTargetPort 9191

New-MeshServiceEntry reviews -Cluster $cluster1, $cluster2 -Port http:9080 |
    Set-MeshTrafficSplit cluster1:50, cluster2:50 |
    ConvertTo-MeshManifest
