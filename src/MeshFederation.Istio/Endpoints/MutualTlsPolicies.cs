using System.Globalization;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The PeerAuthentications of a cluster: for the mesh (in Istio's root namespace), for a namespace, for chosen pods, for a port of these
/// (istio pilot/pkg/model/authentication.go; pilot/pkg/security/authn/policy_applier.go ComposePeerAuthentication).
/// </summary>
public sealed class MutualTlsPolicies
{
    private readonly ILookup<string, MeshManifest> _byNamespace;
    private readonly string _rootNamespace;

    internal MutualTlsPolicies(IEnumerable<MeshManifest> policies, string rootNamespace) =>
        (_byNamespace, _rootNamespace) =
            (policies.Order(CreationOrder.OldestFirst).ToLookup(policy => policy.Namespace, StringComparer.Ordinal), rootNamespace);

    /// <summary>What holds for a namespace as a whole: the namespace's own policy, else the mesh's.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <returns>The mode.</returns>
    public MutualTlsMode ModeOf(string @namespace) => Of(Whole(@namespace)) ?? Of(Whole(_rootNamespace)) ?? MutualTlsMode.Permissive;

    /// <summary>What holds for a port of pods.</summary>
    /// <param name="namespace">Their namespace.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="port">The port of the pods; null when its number is not known.</param>
    /// <returns>The mode, and the policy that decides; null when none does.</returns>
    public (MutualTlsMode Mode, MeshManifest? Policy) ModeFor(string @namespace, IReadOnlyDictionary<string, object?> labels, int? port)
    {
        foreach (var policy in _byNamespace[@namespace])
        {
            if (Selector(policy) is not { } selector || !selector.Selects(labels)) continue;
            var ofPort = port is null ? null : policy.Spec.Map("portLevelMtls")?.Map(port.Value.ToString(CultureInfo.InvariantCulture));
            if (Mode(ofPort) is { } forPort) return (forPort, policy);
            return Of(policy) is { } own ? (own, policy) : Inherited(@namespace, policy);
        }

        return Inherited(@namespace, null);
    }

    private (MutualTlsMode Mode, MeshManifest? Policy) Inherited(string @namespace, MeshManifest? otherwise)
    {
        if (Whole(@namespace) is { } own && Of(own) is { } mode) return (mode, own);
        return Whole(_rootNamespace) is { } mesh && Of(mesh) is { } all ? (all, mesh) : (MutualTlsMode.Permissive, otherwise);
    }

    private MeshManifest? Whole(string @namespace) => _byNamespace[@namespace].FirstOrDefault(policy => Selector(policy) is null);

    private static UnstructuredMap? Selector(MeshManifest policy) =>
        policy.Spec.Map("selector")?.Map("matchLabels") is { Count: > 0 } labels ? labels : null;

    private static MutualTlsMode? Of(MeshManifest? policy) => Mode(policy?.Spec.Map("mtls"));

    private static MutualTlsMode? Mode(UnstructuredMap? mtls) => mtls?.Text("mode") switch
    {
        "STRICT" => MutualTlsMode.Strict,
        "PERMISSIVE" => MutualTlsMode.Permissive,
        "DISABLE" => MutualTlsMode.Disable,
        _ => null,
    };
}
