using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// How VirtualServices name Gateways: <c>istio-system/web</c>, <c>./web</c> and <c>web</c> for one beside them, and
/// <c>web.istio-system.svc.cluster.local</c>, the old form (istio pilot/pkg/model/virtualservice.go resolveGatewayName).
/// </summary>
internal static class GatewayName
{
    private const string Beside = ".";

    /// <summary>The whole name.</summary>
    /// <param name="owner">The namespace of the VirtualService.</param>
    /// <param name="name">The name as written.</param>
    /// <returns>The name, as <c>istio-system/web</c>, or <c>mesh</c>.</returns>
    public static string Whole(string owner, string name)
    {
        if (name == MeshMatch.MeshGatewayName) return name;
        var (space, gateway) = Split(owner, name);
        return $"{space}/{gateway}";
    }

    /// <summary>The namespace and name of the Gateway.</summary>
    /// <param name="owner">The namespace of the VirtualService.</param>
    /// <param name="name">The name as written, not <c>mesh</c>.</param>
    /// <returns>The two.</returns>
    public static (string Namespace, string Name) Split(string owner, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return Old(name) ?? (owner, name);
        return (name[..slash] is var space && space == Beside ? owner : space, name[(slash + 1)..]);
    }

    /// <summary>The namespace and name that the old form says; null for another form.</summary>
    /// <param name="name">The name as written.</param>
    /// <returns>The two, or null.</returns>
    public static (string Namespace, string Name)? Old(string name) =>
        !name.Contains('/', StringComparison.Ordinal) && name.Split('.') is [var old, var space, ..] ? (space, old) : null;
}
