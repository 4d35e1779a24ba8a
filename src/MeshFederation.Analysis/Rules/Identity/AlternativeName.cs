using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Identity;

/// <summary>A name that a server's certificate must have one of.</summary>
/// <param name="Manifest">The object that asks for it.</param>
/// <param name="List">The list it is in.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Text">The name.</param>
internal readonly record struct AlternativeName(MeshManifest Manifest, UnstructuredList List, int Index, string Text)
{
    /// <summary>
    /// Those of a call: the DestinationRule's take the place of the ServiceEntry's (istio pilot/pkg/networking/core/cluster_tls.go).
    /// </summary>
    public static IEnumerable<AlternativeName> Of(GatewayCall way)
    {
        var own = OfRule(way).ToList();
        return own.Count > 0 ? own : Of(way.Entry, way.Entry.Spec);
    }

    /// <summary>Those that the DestinationRule of a call asks for.</summary>
    public static IEnumerable<AlternativeName> OfRule(GatewayCall way) => way.Rule is null
        ? []
        : way.Rule.From.SelectMany(rule => TrafficPolicy.Of(rule)
            .Where(policy => policy.Map.Map("tls") is not null)
            .SelectMany(policy => Of(rule, policy.Map.Map("tls")!)));

    private static IEnumerable<AlternativeName> Of(MeshManifest manifest, UnstructuredMap owner) =>
        owner.Texts("subjectAltNames").Select(name => new AlternativeName(manifest, owner.List("subjectAltNames"), name.Index, name.Text));
}
