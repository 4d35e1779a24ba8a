using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;

namespace MeshFederation.Model.Services;

/// <summary>A service in one cluster where it runs, with what may differ from cluster to cluster.</summary>
public sealed record MeshServiceInstance(MeshCluster Cluster)
{
    /// <summary>The cluster.</summary>
    public MeshCluster Cluster { get; internal init; } = Cluster;

    /// <summary>Port numbers that differ here from what callers use, by port name.</summary>
    public PortNumbers PortNumber { get; internal init; } = PortNumbers.Same;

    /// <summary>
    /// Ports that it has here and not in every other cluster where it runs, with their numbers here; these are not federated.
    /// </summary>
    public ValueList<MeshPort> OtherPort { get; internal init; } = [];

    /// <summary>The service accounts that its pods run as; empty means that callers accept any workload of the mesh.</summary>
    public ValueList<string> ServiceAccount { get; internal init; } = [];

    /// <summary>The versions known to run; empty when nothing is known of them.</summary>
    public ValueList<MeshVersion> Version { get; internal init; } = [];

    /// <summary>The pods that ran when the cluster was asked, by version; empty when it was not.</summary>
    public ValueList<MeshPodCount> Pod { get; internal init; } = [];

    /// <summary>
    /// The labels by which the Service selects its pods; none where they are not known. What names pods apart from the Service needs them.
    /// </summary>
    public LabelSet Selector { get; internal init; } = LabelSet.Empty;

    /// <summary>The ports of the pods that differ from those of the Service, by port name.</summary>
    public PortNumbers TargetPort { get; internal init; } = PortNumbers.Same;

    /// <summary>The ports that lead to a port of the pods by its name, where no workload that was read tells its number.</summary>
    public ValueList<string> NamedTargetPort { get; internal init; } = [];

    /// <summary>The address that clients shall use for it, or null for one of the pool.</summary>
    public string? Address { get; internal init; }

    /// <summary>The number of a port in this cluster.</summary>
    /// <param name="port">The port of the service.</param>
    /// <returns>The number.</returns>
    public int NumberOf(MeshPort port) => PortNumber.TryGetValue(port.Name, out var number) ? number : port.Number;

    /// <summary>The port of the pods that a port leads to.</summary>
    /// <param name="port">The port of the service.</param>
    /// <returns>The number.</returns>
    public int TargetOf(MeshPort port) => TargetPort.TryGetValue(port.Name, out var number) ? number : NumberOf(port);

    /// <summary>The cluster's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Cluster.Name;
}
