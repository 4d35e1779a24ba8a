using System.Net.Sockets;

namespace MeshFederation.Clusters.Api;

/// <summary>When sending a request again is safe and may help.</summary>
internal static class Retry
{
    /// <summary>
    /// A server that answers 429, or 5xx with Retry-After, has not begun with the request, whatever it is (client-go rest/with_retry.go);
    /// after any other 5xx it may have, so only what may be done twice is sent again.
    /// </summary>
    public static bool MayHelp(ApiRequest request, ApiAnswer answer) => answer.Status switch
    {
        429 => true,
        500 or 502 or 503 or 504 => answer.RetryAfter is not null || (request.Repeatable && !ApiErrors.IsLasting(answer)),
        _ => false,
    };

    /// <summary>
    /// A connection that broke may come about anew; one that is refused, or an answer that does not come in time, is said at once.
    /// </summary>
    public static bool MayHelp(ApiRequest request, Exception exception) =>
        request.Repeatable
        && exception is HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError } or IOException
        && Broke(exception);

    private static bool Broke(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException
                {
                    SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted
                or SocketError.Shutdown
                })
            {
                return true;
            }
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
                or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                return true;
            }
        }

        return false;
    }
}
