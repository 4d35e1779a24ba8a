using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>The traffic policy that holds for a host, subset and port.</summary>
/// <param name="Policy">Its connectionPool, loadBalancer, outlierDetection, tls and so on.</param>
/// <param name="TlsField">The field of the DestinationRule that decides on tls, as <c>subsets[0].trafficPolicy.tls</c>.</param>
public sealed record EffectivePolicy(UnstructuredMap Policy, string TlsField)
{
    /// <summary>The tls settings, or null when they say nothing of it.</summary>
    public UnstructuredMap? Tls => Policy.Map("tls");
}
