using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies;

/// <summary>The host of a service in the callers' own cluster, or a subset of it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Client">The cluster.</param>
/// <param name="Subset">The labels of the subset; none for the host as a whole.</param>
internal sealed record LocalHost(MeshService Service, MeshCluster Client, LabelSet Subset) : CalledHost(Service, Client)
{
    public override MeshFallback Place => new(Client.Name, Subset);

    public override bool HasOtherPorts => Service.In(Client.Name)!.OtherPort.Count > 0;

    public override int NumberOf(MeshPort port) => Service.In(Client.Name)!.NumberOf(port);

    public override string? ServerName(MeshPort port) => null;
}
