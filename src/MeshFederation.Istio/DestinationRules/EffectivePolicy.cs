using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The traffic policy that holds for a host, subset and port. It is asked for single parts, of nearly every call, and seldom as a whole.
/// </summary>
public sealed class EffectivePolicy
{
    private readonly UnstructuredMap _own;
    private readonly UnstructuredMap? _whole;
    private readonly bool _replaces;
    private readonly PolicyPlace _tlsPlace;

    /// <summary>Makes one.</summary>
    /// <param name="own">What is said closest: of the port, else of the subset, else of the host.</param>
    /// <param name="whole">What is said of the host, where the closest is of a subset.</param>
    /// <param name="replaces">Whether the parts of the host do not hold where the closest says nothing of them.</param>
    /// <param name="tlsPlace">Where the part that decides on tls stands.</param>
    internal EffectivePolicy(UnstructuredMap own, UnstructuredMap? whole, bool replaces, PolicyPlace tlsPlace) =>
        (_own, _whole, _replaces, _tlsPlace) = (own, whole, replaces, tlsPlace);

    /// <summary>The tls settings, or null when they say nothing of it.</summary>
    public UnstructuredMap? Tls => Map("tls");

    /// <summary>The field of the DestinationRule that decides on tls, as <c>subsets[0].trafficPolicy.tls</c>.</summary>
    public string TlsField => _tlsPlace.Field;

    /// <summary>All of it: its connectionPool, loadBalancer, outlierDetection, tls and so on, without portLevelSettings.</summary>
    public UnstructuredMap Policy
    {
        get
        {
            var (ofPort, ofWhole) = (TrafficPolicyFields.OfPort, TrafficPolicyFields.OfWhole);
            var entries = new (string, object?)[ofPort.Count + ofWhole.Count];
            for (var i = 0; i < ofPort.Count; i++) entries[i] = (ofPort[i], Map(ofPort[i]));
            for (var i = 0; i < ofWhole.Count; i++) entries[ofPort.Count + i] = (ofWhole[i], Inherited(ofWhole[i]));
            return UnstructuredMap.Of(entries);
        }
    }

    /// <summary>One of connectionPool, loadBalancer, outlierDetection and tls.</summary>
    /// <param name="part">Its name.</param>
    /// <returns>What it says; null when nothing does.</returns>
    public UnstructuredMap? Map(string part) => _own.Map(part) ?? (_replaces ? null : _whole?.Map(part));

    private object? Inherited(string part) =>
        _own.TryGetValue(part, out var value) && value is not null ? value
            : _whole is not null && _whole.TryGetValue(part, out var outer) ? outer : null;
}
