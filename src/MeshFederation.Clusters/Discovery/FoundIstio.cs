using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Discovery;

/// <summary>What was found of the Istio of a cluster.</summary>
/// <param name="Version">The version of istiod.</param>
/// <param name="Mesh">Its mesh configuration.</param>
/// <param name="Domain">The cluster's DNS domain.</param>
/// <param name="Network">The network of the pods, or null.</param>
internal sealed record FoundIstio(IstioVersion Version, MeshConfiguration Mesh, FoundDomain Domain, string? Network);
