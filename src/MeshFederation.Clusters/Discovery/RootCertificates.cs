using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the root certificates of a mesh, which istiod puts into every namespace.</summary>
internal static class RootCertificates
{
    private const int DaysOfNotice = 30;

    public static async Task<ValueList<MeshRootCertificate>> ReadAsync(
        KubernetesApi api, string home, Action<string> warn, DateTimeOffset now, CancellationToken ct)
    {
        var map = await api.GetAsync(ResourceKinds.ConfigMap, home, ControlPlaneNames.Roots, ct).ConfigureAwait(false);
        var roots = Of(map?.Map("data")?.Text(ControlPlaneNames.RootsKey) ?? "");
        if (roots.Count == 0)
        {
            warn($"There is no ConfigMap {home}/{ControlPlaneNames.Roots} with the mesh's root certificate, so it cannot be told whether "
                + "other clusters share it.");
        }
        foreach (var root in roots.Where(root => root.Expires < now.AddDays(DaysOfNotice)))
        {
            warn(string.Create(CultureInfo.InvariantCulture, $"The mesh's root certificate '{root.Subject}' "
                + $"{(root.Expires < now ? "has expired" : "expires")} on {root.Expires:yyyy-MM-dd}."));
        }

        return roots;
    }

    public static ValueList<MeshRootCertificate> Of(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return certificates.Select(one => new MeshRootCertificate(
                one.Subject,
                one.GetCertHashString(HashAlgorithmName.SHA256),
                new DateTimeOffset(one.NotAfter.ToUniversalTime()))).ToValueList();
        }
        catch (CryptographicException)
        {
            return [];
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }
}
