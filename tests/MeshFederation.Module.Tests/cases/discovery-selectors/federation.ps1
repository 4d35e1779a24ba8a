# istiod of cluster1 looks at chosen namespaces only, and Istio's own is none of them: what callers need stands in the service's namespace.
$cluster1 = New-MeshCluster cluster1 -DiscoverySelector 'istio-discovery=enabled'
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2 -DiscoverySelector 'istio-discovery=enabled', 'kubernetes.io/metadata.name=istio-system'

$ratings = New-MeshServiceEntry ratings -Namespace shop -Cluster $cluster2 -ClientCluster $cluster1 -Port http:9080
$reviews = New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 |
    Set-MeshTrafficSplit cluster2/v2:50, cluster1/v1:50

$ratings, $reviews | ConvertTo-MeshManifest -Name shop
