using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Connections;

/// <summary>What a credential plugin answers.</summary>
/// <param name="Token">The token, or null.</param>
/// <param name="Certificate">The client certificate, or null.</param>
/// <param name="Expires">When it ends, or null when the plugin does not say.</param>
internal sealed record PluginCredential(string? Token, X509Certificate2? Certificate, DateTimeOffset? Expires)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>Whether it holds for longer than a request takes.</summary>
    public bool IsFresh(DateTimeOffset now) => Expires is null || Expires - now > Margin;

    /// <summary>Reads an answer.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static PluginCredential Parse(string output, string apiVersion)
    {
        var answer = Read(output);
        if (answer.Text("kind") is not "ExecCredential") throw new FormatException("what it prints is no ExecCredential");
        if (answer.Text("apiVersion") != apiVersion)
            throw new FormatException($"it answers in {answer.Text("apiVersion")}, but the kubeconfig says {apiVersion}");
        var status = answer.Map("status") ?? UnstructuredMap.Empty;
        var (token, certificate) = (status.Text("token"), CertificateOf(status));
        if (token?.AsSpan().ContainsAnyExceptInRange(' ', '~') == true)
            throw new FormatException("its token has characters that no token has, as a line end");
        return string.IsNullOrEmpty(token) && certificate is null
            ? throw new FormatException("its answer has neither a token nor a client certificate")
            : new(token, certificate, Time(status.Text("expirationTimestamp")));
    }

    private static UnstructuredMap Read(string output)
    {
        try
        {
            return Json.Read(Encoding.UTF8.GetBytes(output.Trim()));
        }
        catch (JsonException exception)
        {
            throw new FormatException(output.Trim().Length == 0 ? "it prints nothing" : "what it prints is not JSON", exception);
        }
    }

    private static X509Certificate2? CertificateOf(UnstructuredMap status)
    {
        var (certificate, key) = (status.Text("clientCertificateData") ?? "", status.Text("clientKeyData") ?? "");
        if (certificate.Length == 0 && key.Length == 0) return null;
        if (certificate.Length == 0 || key.Length == 0)
            throw new FormatException($"its answer has a client {(key.Length == 0 ? "certificate and no key" : "key and no certificate")}");
        try
        {
            return ClientCertificate.Of(certificate, key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new FormatException("its client certificate cannot be read", exception);
        }
    }

    private static DateTimeOffset? Time(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException("its expirationTimestamp is no time");
    }
}
