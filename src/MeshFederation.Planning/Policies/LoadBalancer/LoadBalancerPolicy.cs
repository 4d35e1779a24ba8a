using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Planning.Policies.LoadBalancer;

/// <summary>The order in which the endpoints of a host that has fallbacks are called.</summary>
internal sealed class LoadBalancerPolicy : DestinationPolicy
{
    public override string Field => "loadBalancer";

    /// <summary>Said aloud, since the mesh may have turned localities off (istio meshConfig.localityLbSetting.enabled).</summary>
    public override UnstructuredMap? Of(CalledHost host, MeshPort port) => host is FallbackHost fallbacks
        ? UnstructuredMap.Of(("localityLbSetting", UnstructuredMap.Of(
            ("enabled", true),
            ("failoverPriority", FallbackOrder.Labels(fallbacks) is { Count: > 0 } labels ? UnstructuredList.From(labels) : null))))
        : null;
}
