# Both clusters call it, and each takes over for the other; the pods listen on another port than the Service.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.24.6 -TrustDomain cluster1 -GatewayAddress 172.18.0.220, 172.18.0.221
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.24.6 -TrustDomain cluster2 -GatewayAddress 172.18.0.230

New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster1, $cluster2 -Port http:80 -ServiceAccount reviews -Selector app=reviews -TargetPort @{ http = 9080 } |
    Set-MeshTrafficSplit cluster1:50, cluster2:50 -Fallback cluster1, cluster2 |
    ConvertTo-MeshManifest -Name shop
