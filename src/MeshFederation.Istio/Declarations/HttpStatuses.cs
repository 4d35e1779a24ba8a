namespace MeshFederation.Istio.Declarations;

/// <summary>
/// The statuses of HTTP that routes may answer with (istio pkg/config/validation/validation.go validateHTTPStatus, validateHTTPRedirect).
/// </summary>
internal static class HttpStatuses
{
    /// <summary>The smallest status of an answer.</summary>
    public const int LeastAnswer = 200;

    /// <summary>The largest status that HTTP has.</summary>
    public const int MostAnswer = 599;

    /// <summary>The smallest status that leads elsewhere.</summary>
    public const int LeastRedirect = 300;

    /// <summary>The largest status that leads elsewhere.</summary>
    public const int MostRedirect = 399;

    /// <summary>Whether Istio takes a number for the status of an answer: 600 too, which HTTP does not have.</summary>
    public static bool AreTaken(long status) => status is >= LeastAnswer and <= MostAnswer + 1;
}
