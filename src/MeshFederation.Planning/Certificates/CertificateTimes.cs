using System.Globalization;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>When certificates end.</summary>
internal static class CertificateTimes
{
    private const int RootYears = 10;
    private const int IntermediateYears = 2;

    /// <summary>The end of a root: as it is asked for, or in ten years.</summary>
    public static DateTimeOffset OfRoot(DateTimeOffset? asked, DateTimeOffset now) => Later(asked ?? now.AddYears(RootYears), now);

    /// <summary>
    /// The end of what an authority signs: as it is asked for, or in two years, or with the authority where that ends before.
    /// </summary>
    /// <exception cref="MeshException">It would end before now, or after the authority.</exception>
    public static DateTimeOffset Below(MeshCertificateAuthority authority, DateTimeOffset? asked, DateTimeOffset now)
    {
        MeshCertificate[] above = [authority.Certificate, .. authority.Chain, authority.Root];
        var last = above.Min(certificate => certificate.Expires);
        if (asked is null) return Later(Earlier(now.AddYears(IntermediateYears), last), now);
        if (asked <= last) return Later(asked.Value, now);
        throw new MeshException(
            MeshErrorId.CertificateDateInvalid,
            MeshErrorKind.InvalidArgument,
            string.Create(CultureInfo.InvariantCulture, $"A certificate until {asked:u} would outlive what signs it: '{authority}' and its "
                + $"chain end on {last:u}, and then nothing below them holds."),
            "Leave -NotAfter out, or give an earlier time; to go on for longer, renew the authority first.",
            asked);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset end, DateTimeOffset now) => end > now ? end : throw new MeshException(
        MeshErrorId.CertificateDateInvalid,
        MeshErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"A certificate until {end:u} would be over: it is {now:u}."),
        "Give a later time: -NotAfter (Get-Date).AddYears(2).",
        end);
}
