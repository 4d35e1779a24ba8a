# ClientSni asked for on Istio 1.7: its gateway compares its hosts with the SNI itself.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.21.2
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.7.8 -GatewayAddress 192.0.2.2 -GatewaySelector @{ app = 'east-west' } -GatewayNamespace gateways -RoutingMode ClientSni

New-MeshServiceEntry reviews -Cluster $cluster2 -ClientCluster $cluster1 -Port http:9080 |
    ConvertTo-MeshManifest
