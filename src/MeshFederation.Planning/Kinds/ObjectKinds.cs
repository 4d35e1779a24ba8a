using System.Collections.Immutable;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Kinds;

/// <summary>The kinds of objects that federations are made of: a line for each.</summary>
public static class ObjectKinds
{
    private static readonly ImmutableArray<ObjectKind> Known =
    [
        ApiGateway.ApiGatewayKind.Instance,
        AuthorizationPolicy.AuthorizationPolicyKind.Instance,
        DestinationRule.DestinationRuleKind.Instance,
        EnvoyFilter.EnvoyFilterKind.Instance,
        Gateway.GatewayKind.Instance,
        Service.ServiceKind.Instance,
        ServiceEntry.ServiceEntryKind.Instance,
        VirtualService.VirtualServiceKind.Instance,
        WorkloadEntry.WorkloadEntryKind.Instance,
    ];

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<ObjectKind> All => Known;

    /// <summary>A kind by what its objects call themselves.</summary>
    /// <param name="apiVersion">The group and version, as <c>networking.istio.io/v1</c>.</param>
    /// <param name="kind">The name, as <c>ServiceEntry</c>.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="MeshException">Federations are not made of that kind, or not of that of its group.</exception>
    public static ObjectKind Of(string apiVersion, string kind) => Find(apiVersion, kind) ?? throw Unknown($"{apiVersion} {kind}");

    /// <summary>The kind of an object.</summary>
    /// <param name="manifest">The object.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="MeshException">Federations are not made of that kind, or not of that of its group.</exception>
    public static ObjectKind Of(MeshManifest manifest) => Of(manifest.ApiVersion, manifest.Kind);

    /// <summary>The kind of the object that a change is about.</summary>
    /// <param name="change">The change.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="MeshException">Federations are not made of that kind.</exception>
    public static ObjectKind Of(MeshChange change) => Of(change.ApiVersion, change.Kind);

    /// <summary>The kind of an object, whoever wrote it.</summary>
    /// <param name="manifest">The object.</param>
    /// <returns>The kind; null when federations are not made of it.</returns>
    public static ObjectKind? Find(MeshManifest manifest) => Find(manifest.ApiVersion, manifest.Kind);

    /// <summary>A kind by what its objects call themselves.</summary>
    /// <param name="apiVersion">The group and version.</param>
    /// <param name="kind">The name.</param>
    /// <returns>The kind; null when federations are not made of it.</returns>
    public static ObjectKind? Find(string apiVersion, string kind)
    {
        foreach (var known in Known)
        {
            if (known.Type.Is(apiVersion, kind)) return known;
        }

        return null;
    }

    private static MeshException Unknown(string kind) => new(
        MeshErrorId.KindUnknown,
        MeshErrorKind.InvalidData,
        $"'{kind}' is not a kind that federations are made of. These are {string.Join(", ", Known.Select(known => known.Title))}.",
        "Check apiVersion and kind of the object, or use another tool for it.",
        kind);
}
