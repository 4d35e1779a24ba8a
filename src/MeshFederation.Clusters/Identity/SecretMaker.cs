using MeshFederation.Clusters.Discovery;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Identity;

/// <summary>Who made a Secret, by what its metadata tells.</summary>
internal static class SecretMaker
{
    private const string CertManager = "cert-manager.io/certificate-name";

    public static string Of(UnstructuredMap secret)
    {
        var metadata = secret.Metadata();
        if (metadata.Map("annotations")?.ContainsKey(CertManager) is true) return "cert-manager";
        if (metadata.Maps("ownerReferences").FirstOrDefault() is { } owner) return $"{owner.Text("kind")} {owner.Text("name")}";
        return secret.Label(ManifestLabels.ManagedBy)
            ?? metadata.Maps(FieldsEntry.List).Select(manager => manager.Text("manager")).LastOrDefault()
            ?? "";
    }
}
