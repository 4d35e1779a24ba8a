namespace MeshFederation.Planning.Certificates;

/// <summary>A certificate that is revoked.</summary>
/// <param name="Serial">Its serial number, as hexadecimal digits.</param>
/// <param name="Since">Since when.</param>
internal sealed record RevokedCertificate(string Serial, DateTimeOffset Since);
