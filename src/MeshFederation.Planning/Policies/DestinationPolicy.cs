using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Policies;

/// <summary>What callers do about the connections to a host: one field of a traffic policy (istio networking/v1 TrafficPolicy).</summary>
internal abstract class DestinationPolicy
{
    /// <summary>The field.</summary>
    public abstract string Field { get; }

    /// <summary>What it says for a port of a host; null where it says nothing.</summary>
    public abstract UnstructuredMap? Of(CalledHost host, MeshPort port);
}
