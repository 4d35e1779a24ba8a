using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>One way that a route sends requests: a weighted destination, or a mirror.</summary>
/// <param name="Holder">The map that the destination is a field of.</param>
/// <param name="Destination">The destination; null when it is missing.</param>
/// <param name="IsMirror">Whether only copies go there.</param>
/// <param name="IsUnused">Whether nothing goes there, since it has no weight beside others that have.</param>
internal readonly record struct Branch(UnstructuredMap Holder, UnstructuredMap? Destination, bool IsMirror, bool IsUnused = false)
{
    /// <summary>Every destination of a VirtualService.</summary>
    public static IEnumerable<Branch> Of(MeshManifest service)
    {
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in service.Spec.Maps(kind))
            {
                var weights = route.Maps("route");
                var hasWeight = weights.Any(static weight => weight.Number("weight") is > 0);
                foreach (var weight in weights)
                {
                    yield return new(weight, weight.Map("destination"), IsMirror: false, hasWeight && weight.Number("weight") is not > 0);
                }
            }
        }

        foreach (var route in service.Spec.Maps("http"))
        {
            if (route.Map("mirror") is { } mirror) yield return new(route, mirror, IsMirror: true);
            foreach (var policy in route.Maps("mirrors")) yield return new(policy, policy.Map("destination"), IsMirror: true);
        }
    }
}
