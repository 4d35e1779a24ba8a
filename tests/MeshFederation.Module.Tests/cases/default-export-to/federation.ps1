# Both meshes hide objects from other namespaces by default, so every object of the federation says that all see it.
$hidden = @{ DefaultServiceExportTo = '.'; DefaultVirtualServiceExportTo = '.'; DefaultDestinationRuleExportTo = '.' }
$cluster1 = New-MeshCluster cluster1 @hidden
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2 @hidden

New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 |
    Set-MeshTrafficSplit cluster2/v2:50, cluster1/v1:50 |
    ConvertTo-MeshManifest -Name shop
