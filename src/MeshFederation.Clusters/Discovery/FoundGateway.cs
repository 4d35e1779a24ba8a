using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Discovery;

/// <summary>A gateway, and what was seen of it.</summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="Service">Its Service; empty when none was found.</param>
/// <param name="Version">The oldest version of its proxies, or null.</param>
internal sealed record FoundGateway(MeshGateway Gateway, string Service, IstioVersion? Version);
