using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Planning.Identities;

/// <summary>What the mesh configuration of a control plane is made of, and so what must hold a change that is to stay.</summary>
/// <param name="Installation">How Istio was installed.</param>
/// <param name="Namespace">The namespace of the ConfigMap.</param>
/// <param name="ConfigMap">The name of the ConfigMap.</param>
/// <param name="Owner">The Helm release, the Istio or the IstioOperator; empty where there is none.</param>
/// <param name="OwnerNamespace">The namespace of that; empty for an Istio, which lies in none.</param>
public sealed record IstioSource(
    IstioInstallation Installation, string Namespace, string ConfigMap, string Owner = "", string OwnerNamespace = "")
{
    private const string HelmRelease = "meta.helm.sh/release-name";

    private const string HelmNamespace = "meta.helm.sh/release-namespace";

    private const string OwningResource = "install.operator.istio.io/owning-resource";

    /// <summary>The mesh configuration in the values of Istio's charts, and in an IstioOperator.</summary>
    private const string Setting = "meshConfig";

    /// <summary>The values of the charts in an Istio resource.</summary>
    private const string Values = "values";

    /// <summary>What istioctl writes where no IstioOperator has a name (istio operator/pkg/helmreconciler).</summary>
    private const string Nameless = "unknown";

    /// <summary>How messages call it.</summary>
    public string Title => Installation switch
    {
        IstioInstallation.Helm => $"Helm release {OwnerNamespace}/{Owner}",
        IstioInstallation.Sail => $"Istio {Owner}",
        IstioInstallation.IstioOperator => $"IstioOperator {OwnerNamespace}/{(Owner.Length == 0 ? Nameless : Owner)}",
        _ => $"ConfigMap {Namespace}/{ConfigMap}",
    };

    /// <summary>
    /// Reads it of the ConfigMap: Sail's operator owns it (its charts' owner reference is an IstioRevision), Helm annotates it, istioctl
    /// labels it.
    /// </summary>
    /// <param name="map">The ConfigMap <c>istio</c> of a control plane.</param>
    /// <returns>What it was made of.</returns>
    public static IstioSource Of(UnstructuredMap map)
    {
        var metadata = map.Map("metadata") ?? UnstructuredMap.Empty;
        var (ns, name) = (metadata.Text("namespace") ?? "", metadata.Text("name") ?? "");
        if (metadata.Maps("ownerReferences").FirstOrDefault(one => one.Text("kind") == InstallerKinds.SailRevision.Kind) is { } revision)
            return new(IstioInstallation.Sail, ns, name, revision.Text("name") ?? "");
        var (labels, notes) = (metadata.Map("labels"), metadata.Map("annotations"));
        if (notes?.Text(HelmRelease) is { Length: > 0 } release)
            return new(IstioInstallation.Helm, ns, name, release, notes.Text(HelmNamespace) ?? ns);
        if (labels?.Text(OwningResource) is not { Length: > 0 } owner) return new(IstioInstallation.Manifest, ns, name);
        var place = labels.Text(OwningResource + "-namespace") is { Length: > 0 } of ? of : ns;
        return new(IstioInstallation.IstioOperator, ns, name, owner == Nameless ? "" : owner, place);
    }

    /// <summary>Where the mesh configuration stands in the object that it is made of.</summary>
    /// <returns>The fields that lead there.</returns>
    public string[] Place() => Installation == IstioInstallation.Sail ? ["spec", Values, Setting] : ["spec", Setting];

    /// <summary>The patch that gives fields of the mesh configuration values.</summary>
    /// <param name="fields">The fields with their values.</param>
    /// <param name="text">The whole configuration with them, as the ConfigMap is to hold it.</param>
    /// <returns>The patch, as YAML.</returns>
    public string Patch(UnstructuredMap fields, string text)
    {
        var mesh = (Setting, (object?)fields);
        return YamlWriter.Write(Installation switch
        {
            IstioInstallation.Helm => UnstructuredMap.Of(mesh),
            IstioInstallation.Sail =>
                Object(InstallerKinds.Sail, InstallerKinds.SailVersion, null, (Values, UnstructuredMap.Of(mesh))),
            IstioInstallation.IstioOperator =>
                Object(InstallerKinds.Operator, InstallerKinds.OperatorVersion, OwnerNamespace, mesh),
            _ => UnstructuredMap.Of(("data", UnstructuredMap.Of((ControlPlaneNames.MeshKey, text)))),
        });
    }

    private UnstructuredMap Object(ObjectType type, string version, string? ns, (string Key, object? Value) spec) => UnstructuredMap.Of(
        ("apiVersion", $"{type.Group}/{version}"),
        ("kind", type.Kind),
        ("metadata", UnstructuredMap.Of(("name", Owner.Length == 0 ? null : Owner), ("namespace", ns))),
        ("spec", UnstructuredMap.Of(spec)));
}
