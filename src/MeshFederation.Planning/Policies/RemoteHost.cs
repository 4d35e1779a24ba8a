using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies;

/// <summary>The host of a service in another cluster, or a subset of it.</summary>
/// <param name="Call">The calls to it.</param>
/// <param name="Subset">The labels of the subset; none for the host as a whole.</param>
internal sealed record RemoteHost(RemoteCall Call, LabelSet Subset) : CalledHost(Call.Service, Call.Client)
{
    public override MeshFallback Place => new(Call.Server.Name, Subset);

    public override int NumberOf(MeshPort port) => Call.PortNumber(port);

    public override string? ServerName(MeshPort port) => Call.Server.EffectiveRoutingMode() == MeshRoutingMode.ClientSni
        ? SubsetKey.Of(Call.Instance.NumberOf(port), SubsetName.Of(Subset), Hosts.Local(Call.Service, Call.Server))
        : null;
}
